"""The first hour: the company, and files of candidates."""
