"""Django's administration, for operators: looking things up, and mending what people cannot."""

from typing import Any, ClassVar

from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin
from django.contrib.auth import admin as auth_admin
from django.contrib.auth import forms as auth_forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Field, QuerySet
from django.http import HttpRequest
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext_lazy as _

from tracker.actions.history import store_anew
from tracker.forms import fields as form_fields
from tracker.forms.day_settings import TimeZoneField

from .models import (
    BedtimeLog,
    CustomHabit,
    CustomHabitEntry,
    CustomHabitTarget,
    Dose,
    Medicine,
    Pause,
    PostMealWalk,
    Review,
    ReviewMail,
    SprintSession,
    Supplement,
    Target,
    User,
)
from .models.fields import WeekdaysField

admin.site.site_title = admin.site.site_header = "Twelve"

# What decides which days and weeks there are, and so what past marks look like.
CLOCKS = {"time_zone", "day_start", "week_start"}
WEEKDAYS_TO_TICK: "dict[type[Field[Any, Any]], dict[str, Any]]" = {
    WeekdaysField: {"form_class": form_fields.WeekdaysField}
}


class WeekdayNames:
    """A column with the days of the week that a row is about."""

    @admin.display(description=_("days of the week"), ordering="weekdays")
    def weekday_names(self, row: Medicine | Review) -> str:
        return ", ".join(str(WEEKDAYS_ABBR[weekday]) for weekday in sorted(row.weekdays))


class LowerCaseEmail:
    """People sign in by an address in small letters, however it was typed."""

    cleaned_data: dict[str, Any]

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        return email.lower()


class PersonAddForm(LowerCaseEmail, auth_forms.AdminUserCreationForm):
    class Meta:
        model = User
        fields = ("email",)


class PersonForm(LowerCaseEmail, auth_forms.UserChangeForm):
    time_zone = TimeZoneField(label=_("Time zone"))

    class Meta:
        model = User
        fields = "__all__"


@admin.register(User)
class UserAdmin(auth_admin.UserAdmin):
    form = PersonForm
    add_form = PersonAddForm
    # Django's own asks for a user name in its words.
    add_form_template = "admin/change_form.html"
    list_display = ("email", "time_zone", "date_joined", "last_login", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff", "is_superuser", "limit_region")
    search_fields = ("email",)
    ordering = ("email",)
    date_hierarchy = "date_joined"
    readonly_fields = ("date_joined", "last_login", "set_up_at", "delete_at")
    fieldsets = (
        (None, {"fields": ("email", "password")}),
        (
            _("Days and ceiling"),
            {"fields": (*sorted(CLOCKS), "limit_region", "own_limit_mg", "kidneys", "theme")},
        ),
        (
            _("Rights"),
            {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")},
        ),
        (_("Dates"), {"fields": ("date_joined", "set_up_at", "last_login", "delete_at")}),
    )
    add_fieldsets = (
        (None, {"classes": ("wide",), "fields": ("email", "usable_password", "password1", "password2")}),
    )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        changed = set(form.changed_data)
        if change:
            # Only what was changed: what the person does meanwhile must not be undone.
            obj.save(update_fields={field.name for field in obj._meta.concrete_fields} & changed)
        else:
            super().save_model(request, obj, form, change)
        if "email" in changed:
            # allauth keeps addresses of its own, by which the old one could still sign in.
            EmailAddress.objects.filter(user=obj).delete()
            EmailAddress.objects.create(user=obj, email=obj.email, primary=True)
        if change and changed & {"week_start", "kidneys"}:
            store_anew(obj)


class OwnedAdmin(admin.ModelAdmin):
    """Rows that belong to a person, and stay theirs."""

    search_fields: ClassVar[tuple[str, ...]] = ("person__email",)
    list_select_related: ClassVar[tuple[str, ...]] = ("person",)
    autocomplete_fields = ("person",)
    # Counting all rows beside the filtered ones would read the whole table at each look.
    show_full_result_count = False

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj and "person" in form.base_fields:
            # Not a read-only field: those take no part in checking what is unique to a person.
            form.base_fields["person"].disabled = True
        return form


class HistoryAdmin(OwnedAdmin):
    """Rows that decide past marks: a change makes what is remembered of them be worked out anew."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        store_anew(obj.person)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        store_anew(obj.person)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with transaction.atomic():
            people = list(User.objects.filter(pk__in=queryset.values_list("person", flat=True)))
            super().delete_queryset(request, queryset)
            for person in people:
                store_anew(person)


class PauseForm(forms.ModelForm):
    """A pause that leaves all others of its person alone; the database refuses one that does not."""

    class Meta:
        model = Pause
        fields = ("person", "first_day", "last_day", "reason")

    def clean(self) -> dict[str, Any]:
        super().clean()
        person, first, last = map(self.cleaned_data.get, ("person", "first_day", "last_day"))
        if person and first and last:
            others = person.pauses.exclude(pk=self.instance.pk)
            if others.filter(first_day__lte=last, last_day__gte=first).exists():
                raise ValidationError(_("Another pause covers some of these days."))
        return self.cleaned_data


@admin.register(Target)
class TargetAdmin(HistoryAdmin):
    list_display = (
        "person",
        "starts_on",
        "low_mg",
        "high_mg",
        "walks_per_day",
        "walk_minutes",
        "sprints_per_week",
        "bedtime",
    )
    list_display_links = ("starts_on",)
    list_filter = ("bedtime", "walks_per_day", "sprints_per_week")
    date_hierarchy = "starts_on"


@admin.register(Pause)
class PauseAdmin(HistoryAdmin):
    form = PauseForm
    list_display = ("person", "first_day", "last_day", "reason")
    list_display_links = ("first_day",)
    search_fields = ("person__email", "reason")
    date_hierarchy = "first_day"


@admin.register(Supplement)
class SupplementAdmin(OwnedAdmin):
    list_display = (
        "name",
        "person",
        "magnesium_form",
        "elemental_mg_per_unit",
        "units_per_serving",
        "usual_moment",
        "archived",
    )
    list_filter = ("archived", "magnesium_form", "usual_moment")
    search_fields = ("person__email", "name")


@admin.register(Medicine)
class MedicineAdmin(WeekdayNames, OwnedAdmin):
    list_display = ("kind", "person", "name", "clock", "weekday_names")
    formfield_overrides = WEEKDAYS_TO_TICK
    list_filter = ("kind",)
    search_fields = ("person__email", "name")


class CustomHabitTargets(admin.TabularInline):
    """What a custom habit asks for through time."""

    model = CustomHabitTarget
    extra = 0
    formfield_overrides = WEEKDAYS_TO_TICK


@admin.register(CustomHabit)
class CustomHabitAdmin(HistoryAdmin):
    list_display = ("name", "person", "kind", "unit", "archived")
    list_filter = ("archived", "kind")
    search_fields = ("person__email", "name")
    inlines = (CustomHabitTargets,)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        # What is logged decides how all past entries read; only a new habit has none.
        return ("kind",) if obj else ()


class EntryAdmin(HistoryAdmin):
    """Entries are made by people alone; an operator may correct a figure or take one away."""

    search_fields = ("person__email", "note", "entry_id")
    date_hierarchy = "day"
    # The moment, its zone and the day belong together and are settled when people log or edit.
    settled = ("person", "day", "time_zone", "entry_id", "logged_at")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*super().get_readonly_fields(request, obj), *self.settled, self.model.moment_field)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Dose)
class DoseAdmin(EntryAdmin):
    list_display = ("day", "person", "taken_at", "magnesium_form", "elemental_mg", "supplement")
    list_filter = ("magnesium_form",)
    list_select_related = ("person", "supplement")
    readonly_fields = ("supplement",)


@admin.register(PostMealWalk)
class PostMealWalkAdmin(EntryAdmin):
    list_display = ("day", "person", "started_at", "meal", "minutes", "minutes_after_meal")
    list_filter = ("meal",)


@admin.register(SprintSession)
class SprintSessionAdmin(EntryAdmin):
    list_display = ("day", "person", "started_at", "activity", "sets", "work_seconds", "effort")
    list_filter = ("activity",)


@admin.register(BedtimeLog)
class BedtimeLogAdmin(EntryAdmin):
    list_display = ("day", "person", "taken_at", "sleep_quality", "dose")
    list_filter = ("sleep_quality",)
    list_select_related = ("person", "dose")
    readonly_fields = ("dose",)


@admin.register(CustomHabitEntry)
class CustomHabitEntryAdmin(EntryAdmin):
    list_display = ("day", "person", "done_at", "habit", "amount")
    list_select_related = ("person", "habit")
    readonly_fields = ("habit",)


class ReadOnlyAdmin(OwnedAdmin):
    """Rows that nobody but their person makes or changes; they can go, as they must with the person."""

    list_display_links = ("week",)
    ordering = ("-week", "person")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Review)
class ReviewAdmin(WeekdayNames, ReadOnlyAdmin):
    # Without the words: they are written for nobody else.
    fields = list_display = ("week", "person", "intention", "weekday_names", "outcome", "saved_at")
    readonly_fields = ("weekday_names",)
    list_filter = ("intention", "outcome")


@admin.register(ReviewMail)
class ReviewMailAdmin(ReadOnlyAdmin):
    fields = list_display = ("week", "person", "claimed_at", "sent_at")
    date_hierarchy = "claimed_at"
