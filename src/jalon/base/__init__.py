"""What all rooms stand on: the record of acts and the frames for pages, commands, jobs and API."""
