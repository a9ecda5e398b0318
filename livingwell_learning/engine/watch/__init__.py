"""Show a book as it is being written: watch its files, rebuild what a change touches, refresh the page that is open."""
