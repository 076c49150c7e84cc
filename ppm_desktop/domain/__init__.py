"""What the program is about, free of Qt, SQL, HTTP and the clock."""
