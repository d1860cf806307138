"""The door for a web server: `heeded.config.wsgi:application`."""

from django.core.wsgi import get_wsgi_application

from heeded.config.environment import use_settings

use_settings()
application = get_wsgi_application()
