from django.urls import path, register_converter

from .converters import DayConverter, KindConverter, WeekConverter
from .views import (
    days,
    entries,
    health,
    logging,
    mails,
    own_habits,
    review,
    safety,
    settings,
    setup,
    supplements,
    targets,
    trends,
)

register_converter(DayConverter, "day")
register_converter(KindConverter, "kind")
register_converter(WeekConverter, "week")

app_name = "tracker"
urlpatterns = [
    path("", days.today, name="today"),
    path("days/", days.choose_day, name="choose_day"),
    path("days/<day:day>/", days.day, name="day"),
    path("days/<day:day>/tap/<int:pk>/", logging.tap, name="tap"),
    path("days/<day:day>/doses/", logging.doses, name="doses"),
    path("days/<day:day>/walks/", logging.walks, name="walks"),
    path("days/<day:day>/sprints/", logging.sprints, name="sprints"),
    path("days/<day:day>/bedtime/", logging.bedtime, name="bedtime"),
    path("days/<day:day>/sleep/", logging.sleep, name="sleep"),
    path("days/<day:day>/habits/<int:pk>/", own_habits.log_own_habit, name="log_own_habit"),
    path("days/<day:day>/ceiling/", days.ceiling_note, name="ceiling_note"),
    path("undo/", entries.undo, name="undo"),
    path("<kind:kind>/<uuid:entry_id>/", entries.entry, name="entry"),
    path("<kind:kind>/<uuid:entry_id>/delete/", entries.delete, name="delete"),
    path("trends/", trends.trends, name="trends"),
    path("trends/<slug:chart>.svg", trends.trend_picture, name="trend_picture"),
    path("review/", review.newest_review, name="newest_review"),
    path("review/<week:week>/", review.review, name="review"),
    path("mail/stop/<str:token>/", mails.stop_mail, name="stop_mail"),
    path("settings/mail/", settings.mail_settings, name="mail_settings"),
    path("setup/", setup.setup, name="setup"),
    path("settings/", settings.settings, name="settings"),
    path("settings/targets/", targets.targets, name="targets"),
    path("settings/supplements/", supplements.supplements, name="supplements"),
    path("settings/supplements/<int:pk>/", supplements.supplement, name="supplement"),
    path("settings/supplements/<int:pk>/archive/", supplements.archive_supplement, name="archive_supplement"),
    path("settings/supplements/<int:pk>/restore/", supplements.restore_supplement, name="restore_supplement"),
    path("settings/habits/", own_habits.own_habits, name="own_habits"),
    path("settings/habits/<int:pk>/", own_habits.own_habit, name="own_habit"),
    path("settings/habits/<int:pk>/archive/", own_habits.archive_own_habit, name="archive_own_habit"),
    path("settings/habits/<int:pk>/restore/", own_habits.restore_own_habit, name="restore_own_habit"),
    path("settings/habits/<int:pk>/move/", own_habits.move_own_habit, name="move_own_habit"),
    path("settings/safety/", safety.safety, name="safety"),
    path("settings/safety/medicines/", safety.medicines, name="medicines"),
    path("settings/safety/medicines/restore/", safety.restore_medicine, name="restore_medicine"),
    path("settings/safety/medicines/<int:pk>/", safety.medicine, name="medicine"),
    path("settings/safety/medicines/<int:pk>/remove/", safety.remove_medicine, name="remove_medicine"),
    path("settings/day/", settings.day_settings, name="day_settings"),
    path("settings/account/", settings.account_settings, name="account_settings"),
    path("healthz", health.healthz, name="healthz"),
]
