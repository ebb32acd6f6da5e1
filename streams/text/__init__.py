"""What both domains read with: normalised text with its offsets, sentences, numbers, dates, places, names."""
