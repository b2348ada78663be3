"""What is written for machines: data in several formats, the sitemap, the schemas for editors."""
