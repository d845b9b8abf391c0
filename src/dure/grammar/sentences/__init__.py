"""What is said of each mistake: what is wrong and how to put it right, in Korean and in English.

A sentence about a mistake is a pair: what is wrong, and the mend. One file for each concern.
"""
