"""What was asked, what was decided?"""
