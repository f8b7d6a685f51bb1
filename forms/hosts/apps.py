from forms.casework import service_app


class HostsConfig(service_app.ServiceApp):
    default = True
    name = "forms.hosts"
    label = "hosts"
