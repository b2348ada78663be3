"""What is wrong: the rules, the check of all content or of a change, and its reports."""
