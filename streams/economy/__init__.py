"""The economy domain: what figures an article gives, of which series and period, and the fiscal years they add up to."""
