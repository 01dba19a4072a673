from django.urls import include, path, register_converter

from tracker.http.converters import DayConverter, KindConverter, WeekConverter
from tracker.views.settings import custom_habits, index, pauses, safety, supplements, targets, time_zone
from tracker.views.settings import day as day_settings

from .views import day, edit_entries, health, history, log_entries, mail_optout, review, setup, trends

register_converter(DayConverter, "day")
register_converter(KindConverter, "kind")
register_converter(WeekConverter, "week")

app_name = "tracker"
urlpatterns = [
    path("", day.today, name="today"),
    path("days/", day.choose_day, name="choose_day"),
    path("days/<day:day>/", day.day, name="day"),
    path("days/<day:day>/tap/<int:pk>/", log_entries.log_supplement, name="log_supplement"),
    path("days/<day:day>/stack/", log_entries.log_evening_stack, name="log_evening_stack"),
    path("days/<day:day>/doses/", log_entries.doses, name="doses"),
    path("days/<day:day>/walks/", log_entries.walks, name="walks"),
    path("days/<day:day>/sprints/", log_entries.sprints, name="sprints"),
    path("days/<day:day>/bedtime/", log_entries.bedtime, name="bedtime"),
    path("days/<day:day>/sleep/", log_entries.rate_night, name="rate_night"),
    path("days/<day:day>/habits/<int:pk>/", log_entries.log_custom_habit, name="log_custom_habit"),
    path("days/<day:day>/ceiling/", day.ceiling_note, name="ceiling_note"),
    path("days/<day:day>/pause/", day.pause_day, name="pause_day"),
    path("days/<day:day>/resume/", day.resume_day, name="resume_day"),
    path("days/<day:day>/count/", day.count_days, name="count_days"),
    path("days/<day:day>/count/<day:start>/", day.count_days_from, name="count_days_from"),
    path("undo/", edit_entries.undo, name="undo"),
    path("<kind:kind>/<uuid:entry_id>/", edit_entries.edit_entry, name="edit_entry"),
    path("<kind:kind>/<uuid:entry_id>/delete/", edit_entries.delete_entry, name="delete_entry"),
    path("trends/", trends.trends, name="trends"),
    path("trends/<slug:chart>.svg", trends.trend_picture, name="trend_picture"),
    path("history/", history.history, name="history"),
    path("review/", review.newest_review, name="newest_review"),
    path("review/<week:week>/", review.review, name="review"),
    path("mail/stop/<str:token>/", mail_optout.stop_mail, name="stop_mail"),
    path("settings/mail/", mail_optout.mail_settings, name="mail_settings"),
    path("setup/", setup.setup, name="setup"),
    path("settings/", index.settings, name="settings"),
    path("settings/targets/", targets.targets, name="targets"),
    path("settings/targets/count-from/<day:start>/", targets.first_target, name="first_target"),
    path("settings/targets/<int:pk>/", targets.target, name="target"),
    path("settings/targets/<int:pk>/remove/", targets.remove_target, name="remove_target"),
    path("settings/supplements/", supplements.supplements, name="supplements"),
    path("settings/supplements/order/", supplements.arrange_supplements, name="arrange_supplements"),
    path("settings/supplements/<int:pk>/correct/", supplements.correct_doses, name="correct_doses"),
    path("settings/supplements/<int:pk>/move/", supplements.move_supplement, name="move_supplement"),
    path("settings/supplements/<int:pk>/", supplements.supplement, name="supplement"),
    path("settings/supplements/<int:pk>/archive/", supplements.archive_supplement, name="archive_supplement"),
    path("settings/supplements/<int:pk>/restore/", supplements.restore_supplement, name="restore_supplement"),
    path("settings/habits/", custom_habits.custom_habits, name="custom_habits"),
    path("settings/habits/order/", custom_habits.arrange_custom_habits, name="arrange_custom_habits"),
    path("settings/habits/<int:pk>/", custom_habits.custom_habit, name="custom_habit"),
    path(
        "settings/habits/<int:pk>/archive/", custom_habits.archive_custom_habit, name="archive_custom_habit"
    ),
    path(
        "settings/habits/<int:pk>/restore/", custom_habits.restore_custom_habit, name="restore_custom_habit"
    ),
    path("settings/habits/<int:pk>/move/", custom_habits.move_custom_habit, name="move_custom_habit"),
    path("settings/safety/", safety.safety, name="safety"),
    path("settings/safety/medicines/", safety.medicines, name="medicines"),
    path("settings/safety/medicines/restore/", safety.restore_medicine, name="restore_medicine"),
    path("settings/safety/medicines/<int:pk>/", safety.medicine, name="medicine"),
    path("settings/safety/medicines/<int:pk>/remove/", safety.remove_medicine, name="remove_medicine"),
    path("settings/pauses/", pauses.pauses, name="pauses"),
    path("settings/pauses/<int:pk>/", pauses.pause, name="pause"),
    path("settings/pauses/<int:pk>/end/", pauses.end_pause, name="end_pause"),
    path("settings/pauses/<int:pk>/remove/", pauses.remove_pause, name="remove_pause"),
    path("settings/day/", day_settings.day_settings, name="day_settings"),
    path("settings/zone/", time_zone.propose_zone, name="propose_zone"),
    path("", include("tracker.account.urls")),
    path("", include("tracker.exchange.urls")),
    path("healthz", health.healthz, name="healthz"),
]
