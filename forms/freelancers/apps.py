from forms.casework import service_app


class FreelancersConfig(service_app.ServiceApp):
    default = True
    name = "forms.freelancers"
    label = "freelancers"
