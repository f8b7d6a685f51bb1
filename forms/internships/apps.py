from forms.casework import service_app


class InternshipsConfig(service_app.ServiceApp):
    default = True
    name = "forms.internships"
    label = "internships"
