"""For operators: look things up, help someone out. People themselves never come here."""

from typing import ClassVar

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tracker.actions.history import history_changed

from .models import BedtimeLog, Dose, Pause, PostMealWalk, SprintSession, Supplement, Target, User

admin.site.site_header = admin.site.site_title = "Twelve"


class PersonCreationForm(AdminUserCreationForm):
    """A new person is an e-mail address and a password."""

    class Meta:
        model = User
        fields = ("email",)
        field_classes: ClassVar[dict[str, type]] = {}


@admin.register(User)
class PersonAdmin(UserAdmin):
    add_form = PersonCreationForm
    ordering = ("email",)
    list_display = ("email", "time_zone", "date_joined", "last_login", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff", "limit_region")
    search_fields = ("email",)
    readonly_fields = ("date_joined", "last_login", "set_up_at")
    fieldsets = (
        (None, {"fields": ("email", "password")}),
        (
            _("Clocks and advice"),
            {"fields": ("time_zone", "day_start", "week_start", "limit_region", "own_limit_mg", "theme")},
        ),
        (_("Rights"), {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")}),
        (_("Dates"), {"fields": ("date_joined", "last_login", "set_up_at")}),
    )
    add_fieldsets = (
        (None, {"classes": ("wide",), "fields": ("email", "usable_password", "password1", "password2")}),
    )

    def save_model(self, request, obj, form, change):
        """Save a person; their week or clocks may have changed what past days add up to."""
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            history_changed(obj)


class OwnedAdmin(admin.ModelAdmin):
    """Rows that belong to a person and decide what their past days add up to."""

    list_select_related: ClassVar[tuple[str, ...]] = ("person",)
    autocomplete_fields: ClassVar[tuple[str, ...]] = ("person",)
    search_fields: ClassVar[tuple[str, ...]] = ("person__email",)

    def save_model(self, request, obj, form, change):
        """Save a row and have the person's past be summed anew."""
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            history_changed(obj.person)

    def delete_model(self, request, obj):
        """Delete a row and have the person's past be summed anew."""
        with transaction.atomic():
            super().delete_model(request, obj)
            history_changed(obj.person)

    def delete_queryset(self, request, queryset):
        """Delete rows and have their people's past be summed anew."""
        with transaction.atomic():
            people = list(User.objects.filter(pk__in=queryset.values("person")))
            super().delete_queryset(request, queryset)
            for person in people:
                history_changed(person)


@admin.register(Target)
class TargetAdmin(OwnedAdmin):
    list_display = (
        "person",
        "starts_on",
        "low_mg",
        "high_mg",
        "walks_per_day",
        "sprints_per_week",
        "bedtime",
    )
    date_hierarchy = "starts_on"


@admin.register(Pause)
class PauseAdmin(OwnedAdmin):
    list_display = ("person", "first_day", "last_day", "reason")
    date_hierarchy = "first_day"


@admin.register(Supplement)
class SupplementAdmin(OwnedAdmin):
    list_display = (
        "name",
        "person",
        "magnesium_form",
        "elemental_mg_per_unit",
        "units_per_serving",
        "archived",
    )
    list_filter = ("archived", "magnesium_form")
    search_fields = ("name", "person__email")


class EntryAdmin(OwnedAdmin):
    """Entries of one kind; whose they are, and their id, stays as it is."""

    date_hierarchy = "day"
    readonly_fields = ("entry_id", "logged_at")

    def get_readonly_fields(self, request, obj=None):
        """An entry that exists never changes hands."""
        return (*self.readonly_fields, "person") if obj else self.readonly_fields


@admin.register(Dose)
class DoseAdmin(EntryAdmin):
    list_display = ("day", "person", "elemental_mg", "magnesium_form", "supplement", "taken_at")
    list_filter = ("magnesium_form",)
    list_select_related = ("person", "supplement")
    autocomplete_fields = ("person", "supplement")


@admin.register(PostMealWalk)
class PostMealWalkAdmin(EntryAdmin):
    list_display = ("day", "person", "meal", "minutes", "minutes_after_meal", "started_at")
    list_filter = ("meal",)


@admin.register(SprintSession)
class SprintSessionAdmin(EntryAdmin):
    list_display = ("day", "person", "activity", "sets", "work_seconds", "rest_seconds", "effort")
    list_filter = ("activity",)


@admin.register(BedtimeLog)
class BedtimeLogAdmin(EntryAdmin):
    list_display = ("day", "person", "dose", "sleep_quality", "taken_at")
    list_filter = ("sleep_quality",)
    list_select_related = ("person", "dose")
    raw_id_fields = ("dose",)
