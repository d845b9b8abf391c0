"""What is on this month: themes, missions, proof-shot events, and who took part most steadily."""
