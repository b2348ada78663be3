"""What is wrong: the rules, the check of records, and its reports."""
