"""What happens without anybody asking; one file each."""
