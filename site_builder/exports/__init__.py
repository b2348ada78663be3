"""What is written for machines: the sitemap, JSON Schemas for editors, images for links."""
