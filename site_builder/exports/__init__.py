"""What is written for machines: the sitemap, and the JSON Schemas for editors."""
