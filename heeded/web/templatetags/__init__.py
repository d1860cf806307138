"""What templates may call: `{% load parts %}`."""
