"""The entity classes, a module each, written by `ftrack-orm generate`: do not edit, generate again."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .api_key import ApiKey
    from .appointment import Appointment
    from .asset import Asset
    from .asset_build import AssetBuild
    from .asset_custom_attribute_link import AssetCustomAttributeLink
    from .asset_custom_attribute_link_from import AssetCustomAttributeLinkFrom
    from .asset_custom_attribute_value import AssetCustomAttributeValue
    from .asset_type import AssetType
    from .asset_version import AssetVersion
    from .asset_version_custom_attribute_link import AssetVersionCustomAttributeLink
    from .asset_version_custom_attribute_link_from import AssetVersionCustomAttributeLinkFrom
    from .asset_version_custom_attribute_value import AssetVersionCustomAttributeValue
    from .asset_version_link import AssetVersionLink
    from .asset_version_list import AssetVersionList
    from .asset_version_status_change import AssetVersionStatusChange
    from .asset_version_status_rule_group import AssetVersionStatusRuleGroup
    from .base_user import BaseUser
    from .calendar_event import CalendarEvent
    from .calendar_event_resource import CalendarEventResource
    from .collaborator import Collaborator
    from .component import Component
    from .component_custom_attribute_link import ComponentCustomAttributeLink
    from .component_custom_attribute_link_from import ComponentCustomAttributeLinkFrom
    from .component_location import ComponentLocation
    from .container_component import ContainerComponent
    from .context import Context
    from .context_custom_attribute_link import ContextCustomAttributeLink
    from .context_custom_attribute_link_from import ContextCustomAttributeLinkFrom
    from .context_custom_attribute_value import ContextCustomAttributeValue
    from .custom_attribute_configuration import CustomAttributeConfiguration
    from .custom_attribute_group import CustomAttributeGroup
    from .custom_attribute_link import CustomAttributeLink
    from .custom_attribute_link_configuration import CustomAttributeLinkConfiguration
    from .custom_attribute_link_from import CustomAttributeLinkFrom
    from .custom_attribute_type import CustomAttributeType
    from .custom_attribute_value import CustomAttributeValue
    from .custom_configuration_base import CustomConfigurationBase
    from .dashboard import Dashboard
    from .dashboard_resource import DashboardResource
    from .dashboard_widget import DashboardWidget
    from .disk import Disk
    from .entity_setting import EntitySetting
    from .episode import Episode
    from .event import Event
    from .feed import Feed
    from .file_component import FileComponent
    from .folder import Folder
    from .group import Group
    from .group_custom_attribute_link import GroupCustomAttributeLink
    from .group_custom_attribute_link_from import GroupCustomAttributeLinkFrom
    from .image import Image
    from .information import Information
    from .job import Job
    from .job_component import JobComponent
    from .list import List
    from .list_category import ListCategory
    from .list_custom_attribute_link import ListCustomAttributeLink
    from .list_custom_attribute_link_from import ListCustomAttributeLinkFrom
    from .list_custom_attribute_value import ListCustomAttributeValue
    from .list_object import ListObject
    from .list_object_custom_attribute_value import ListObjectCustomAttributeValue
    from .location import Location
    from .manager import Manager
    from .manager_type import ManagerType
    from .membership import Membership
    from .metadata import Metadata
    from .milestone import Milestone
    from .note import Note
    from .note_annotation_component import NoteAnnotationComponent
    from .note_category import NoteCategory
    from .note_component import NoteComponent
    from .note_label import NoteLabel
    from .note_label_link import NoteLabelLink
    from .object_type import ObjectType
    from .priority import Priority
    from .project import Project
    from .project_schema import ProjectSchema
    from .project_schema_object_type import ProjectSchemaObjectType
    from .project_schema_override import ProjectSchemaOverride
    from .recipient import Recipient
    from .resource import Resource
    from .review_session import ReviewSession
    from .review_session_folder import ReviewSessionFolder
    from .review_session_invitee import ReviewSessionInvitee
    from .review_session_object import ReviewSessionObject
    from .review_session_object_annotation import ReviewSessionObjectAnnotation
    from .review_session_object_annotation_component import ReviewSessionObjectAnnotationComponent
    from .review_session_object_status import ReviewSessionObjectStatus
    from .scene import Scene
    from .schema import Schema
    from .schema_status import SchemaStatus
    from .schema_type import SchemaType
    from .scope import Scope
    from .security_role import SecurityRole
    from .sequence import Sequence
    from .sequence_component import SequenceComponent
    from .setting import Setting
    from .setting_component import SettingComponent
    from .shot import Shot
    from .split_task_part import SplitTaskPart
    from .state import State
    from .status import Status
    from .status_change import StatusChange
    from .status_rule import StatusRule
    from .status_rule_group import StatusRuleGroup
    from .task import Task
    from .task_template import TaskTemplate
    from .task_template_item import TaskTemplateItem
    from .task_type_schema import TaskTypeSchema
    from .task_type_schema_type import TaskTypeSchemaType
    from .timelog import Timelog
    from .timer import Timer
    from .type import Type
    from .typed_context import TypedContext
    from .typed_context_link import TypedContextLink
    from .typed_context_list import TypedContextList
    from .typed_context_status_change import TypedContextStatusChange
    from .typed_context_status_rule_group import TypedContextStatusRuleGroup
    from .user import User
    from .user_application_state import UserApplicationState
    from .user_custom_attribute_link import UserCustomAttributeLink
    from .user_custom_attribute_link_from import UserCustomAttributeLinkFrom
    from .user_custom_attribute_value import UserCustomAttributeValue
    from .user_security_role import UserSecurityRole
    from .user_security_role_project import UserSecurityRoleProject
    from .user_session import UserSession
    from .user_type import UserType
    from .user_view import UserView
    from .workflow_schema import WorkflowSchema
    from .workflow_schema_status import WorkflowSchemaStatus
else:
    from ftrack_orm.mapping.declarative import lazy_names

    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "api_key": ["ApiKey"],
            "appointment": ["Appointment"],
            "asset": ["Asset"],
            "asset_build": ["AssetBuild"],
            "asset_custom_attribute_link": ["AssetCustomAttributeLink"],
            "asset_custom_attribute_link_from": ["AssetCustomAttributeLinkFrom"],
            "asset_custom_attribute_value": ["AssetCustomAttributeValue"],
            "asset_type": ["AssetType"],
            "asset_version": ["AssetVersion"],
            "asset_version_custom_attribute_link": ["AssetVersionCustomAttributeLink"],
            "asset_version_custom_attribute_link_from": ["AssetVersionCustomAttributeLinkFrom"],
            "asset_version_custom_attribute_value": ["AssetVersionCustomAttributeValue"],
            "asset_version_link": ["AssetVersionLink"],
            "asset_version_list": ["AssetVersionList"],
            "asset_version_status_change": ["AssetVersionStatusChange"],
            "asset_version_status_rule_group": ["AssetVersionStatusRuleGroup"],
            "base_user": ["BaseUser"],
            "calendar_event": ["CalendarEvent"],
            "calendar_event_resource": ["CalendarEventResource"],
            "collaborator": ["Collaborator"],
            "component": ["Component"],
            "component_custom_attribute_link": ["ComponentCustomAttributeLink"],
            "component_custom_attribute_link_from": ["ComponentCustomAttributeLinkFrom"],
            "component_location": ["ComponentLocation"],
            "container_component": ["ContainerComponent"],
            "context": ["Context"],
            "context_custom_attribute_link": ["ContextCustomAttributeLink"],
            "context_custom_attribute_link_from": ["ContextCustomAttributeLinkFrom"],
            "context_custom_attribute_value": ["ContextCustomAttributeValue"],
            "custom_attribute_configuration": ["CustomAttributeConfiguration"],
            "custom_attribute_group": ["CustomAttributeGroup"],
            "custom_attribute_link": ["CustomAttributeLink"],
            "custom_attribute_link_configuration": ["CustomAttributeLinkConfiguration"],
            "custom_attribute_link_from": ["CustomAttributeLinkFrom"],
            "custom_attribute_type": ["CustomAttributeType"],
            "custom_attribute_value": ["CustomAttributeValue"],
            "custom_configuration_base": ["CustomConfigurationBase"],
            "dashboard": ["Dashboard"],
            "dashboard_resource": ["DashboardResource"],
            "dashboard_widget": ["DashboardWidget"],
            "disk": ["Disk"],
            "entity_setting": ["EntitySetting"],
            "episode": ["Episode"],
            "event": ["Event"],
            "feed": ["Feed"],
            "file_component": ["FileComponent"],
            "folder": ["Folder"],
            "group": ["Group"],
            "group_custom_attribute_link": ["GroupCustomAttributeLink"],
            "group_custom_attribute_link_from": ["GroupCustomAttributeLinkFrom"],
            "image": ["Image"],
            "information": ["Information"],
            "job": ["Job"],
            "job_component": ["JobComponent"],
            "list": ["List"],
            "list_category": ["ListCategory"],
            "list_custom_attribute_link": ["ListCustomAttributeLink"],
            "list_custom_attribute_link_from": ["ListCustomAttributeLinkFrom"],
            "list_custom_attribute_value": ["ListCustomAttributeValue"],
            "list_object": ["ListObject"],
            "list_object_custom_attribute_value": ["ListObjectCustomAttributeValue"],
            "location": ["Location"],
            "manager": ["Manager"],
            "manager_type": ["ManagerType"],
            "membership": ["Membership"],
            "metadata": ["Metadata"],
            "milestone": ["Milestone"],
            "note": ["Note"],
            "note_annotation_component": ["NoteAnnotationComponent"],
            "note_category": ["NoteCategory"],
            "note_component": ["NoteComponent"],
            "note_label": ["NoteLabel"],
            "note_label_link": ["NoteLabelLink"],
            "object_type": ["ObjectType"],
            "priority": ["Priority"],
            "project": ["Project"],
            "project_schema": ["ProjectSchema"],
            "project_schema_object_type": ["ProjectSchemaObjectType"],
            "project_schema_override": ["ProjectSchemaOverride"],
            "recipient": ["Recipient"],
            "resource": ["Resource"],
            "review_session": ["ReviewSession"],
            "review_session_folder": ["ReviewSessionFolder"],
            "review_session_invitee": ["ReviewSessionInvitee"],
            "review_session_object": ["ReviewSessionObject"],
            "review_session_object_annotation": ["ReviewSessionObjectAnnotation"],
            "review_session_object_annotation_component": ["ReviewSessionObjectAnnotationComponent"],
            "review_session_object_status": ["ReviewSessionObjectStatus"],
            "scene": ["Scene"],
            "schema": ["Schema"],
            "schema_status": ["SchemaStatus"],
            "schema_type": ["SchemaType"],
            "scope": ["Scope"],
            "security_role": ["SecurityRole"],
            "sequence": ["Sequence"],
            "sequence_component": ["SequenceComponent"],
            "setting": ["Setting"],
            "setting_component": ["SettingComponent"],
            "shot": ["Shot"],
            "split_task_part": ["SplitTaskPart"],
            "state": ["State"],
            "status": ["Status"],
            "status_change": ["StatusChange"],
            "status_rule": ["StatusRule"],
            "status_rule_group": ["StatusRuleGroup"],
            "task": ["Task"],
            "task_template": ["TaskTemplate"],
            "task_template_item": ["TaskTemplateItem"],
            "task_type_schema": ["TaskTypeSchema"],
            "task_type_schema_type": ["TaskTypeSchemaType"],
            "timelog": ["Timelog"],
            "timer": ["Timer"],
            "type": ["Type"],
            "typed_context": ["TypedContext"],
            "typed_context_link": ["TypedContextLink"],
            "typed_context_list": ["TypedContextList"],
            "typed_context_status_change": ["TypedContextStatusChange"],
            "typed_context_status_rule_group": ["TypedContextStatusRuleGroup"],
            "user": ["User"],
            "user_application_state": ["UserApplicationState"],
            "user_custom_attribute_link": ["UserCustomAttributeLink"],
            "user_custom_attribute_link_from": ["UserCustomAttributeLinkFrom"],
            "user_custom_attribute_value": ["UserCustomAttributeValue"],
            "user_security_role": ["UserSecurityRole"],
            "user_security_role_project": ["UserSecurityRoleProject"],
            "user_session": ["UserSession"],
            "user_type": ["UserType"],
            "user_view": ["UserView"],
            "workflow_schema": ["WorkflowSchema"],
            "workflow_schema_status": ["WorkflowSchemaStatus"],
        },
    )

__all__ = [
    "ApiKey",
    "Appointment",
    "Asset",
    "AssetBuild",
    "AssetCustomAttributeLink",
    "AssetCustomAttributeLinkFrom",
    "AssetCustomAttributeValue",
    "AssetType",
    "AssetVersion",
    "AssetVersionCustomAttributeLink",
    "AssetVersionCustomAttributeLinkFrom",
    "AssetVersionCustomAttributeValue",
    "AssetVersionLink",
    "AssetVersionList",
    "AssetVersionStatusChange",
    "AssetVersionStatusRuleGroup",
    "BaseUser",
    "CalendarEvent",
    "CalendarEventResource",
    "Collaborator",
    "Component",
    "ComponentCustomAttributeLink",
    "ComponentCustomAttributeLinkFrom",
    "ComponentLocation",
    "ContainerComponent",
    "Context",
    "ContextCustomAttributeLink",
    "ContextCustomAttributeLinkFrom",
    "ContextCustomAttributeValue",
    "CustomAttributeConfiguration",
    "CustomAttributeGroup",
    "CustomAttributeLink",
    "CustomAttributeLinkConfiguration",
    "CustomAttributeLinkFrom",
    "CustomAttributeType",
    "CustomAttributeValue",
    "CustomConfigurationBase",
    "Dashboard",
    "DashboardResource",
    "DashboardWidget",
    "Disk",
    "EntitySetting",
    "Episode",
    "Event",
    "Feed",
    "FileComponent",
    "Folder",
    "Group",
    "GroupCustomAttributeLink",
    "GroupCustomAttributeLinkFrom",
    "Image",
    "Information",
    "Job",
    "JobComponent",
    "List",
    "ListCategory",
    "ListCustomAttributeLink",
    "ListCustomAttributeLinkFrom",
    "ListCustomAttributeValue",
    "ListObject",
    "ListObjectCustomAttributeValue",
    "Location",
    "Manager",
    "ManagerType",
    "Membership",
    "Metadata",
    "Milestone",
    "Note",
    "NoteAnnotationComponent",
    "NoteCategory",
    "NoteComponent",
    "NoteLabel",
    "NoteLabelLink",
    "ObjectType",
    "Priority",
    "Project",
    "ProjectSchema",
    "ProjectSchemaObjectType",
    "ProjectSchemaOverride",
    "Recipient",
    "Resource",
    "ReviewSession",
    "ReviewSessionFolder",
    "ReviewSessionInvitee",
    "ReviewSessionObject",
    "ReviewSessionObjectAnnotation",
    "ReviewSessionObjectAnnotationComponent",
    "ReviewSessionObjectStatus",
    "Scene",
    "Schema",
    "SchemaStatus",
    "SchemaType",
    "Scope",
    "SecurityRole",
    "Sequence",
    "SequenceComponent",
    "Setting",
    "SettingComponent",
    "Shot",
    "SplitTaskPart",
    "State",
    "Status",
    "StatusChange",
    "StatusRule",
    "StatusRuleGroup",
    "Task",
    "TaskTemplate",
    "TaskTemplateItem",
    "TaskTypeSchema",
    "TaskTypeSchemaType",
    "Timelog",
    "Timer",
    "Type",
    "TypedContext",
    "TypedContextLink",
    "TypedContextList",
    "TypedContextStatusChange",
    "TypedContextStatusRuleGroup",
    "User",
    "UserApplicationState",
    "UserCustomAttributeLink",
    "UserCustomAttributeLinkFrom",
    "UserCustomAttributeValue",
    "UserSecurityRole",
    "UserSecurityRoleProject",
    "UserSession",
    "UserType",
    "UserView",
    "WorkflowSchema",
    "WorkflowSchemaStatus",
]
