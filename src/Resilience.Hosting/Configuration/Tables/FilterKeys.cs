using Resilience.Hosting.Configuration.Keys;
using Resilience.Hosting.Configuration.Values;

namespace Resilience.Hosting.Configuration.Tables;

/// <summary>The keys of a filter of failures.</summary>
internal static class FilterKeys
{
    private static readonly NameKind<FailureFilter> _sets = new(
    [
        new("Transient", FailureFilter.Transient), new("Dependency", FailureFilter.Dependency), new("Failures", FailureFilter.Failures),
        new("Rejections", FailureFilter.Rejections), new("Any", FailureFilter.Any), new("None", FailureFilter.None),
    ]);

    private static readonly KeySet<FilterDraft> _keys = new("Filter",
    [
        .. Lists(),
        new PartKey<FilterDraft, FilterDraft>(
            "Except",
            "what is not meant although a list names it",
            new SinglePart<FilterDraft, FilterDraft>(new("FilterExcept", Lists()), static () => new()),
            static draft => draft.Except,
            static (draft, value) => draft.Except = value),
    ]);

    public static IPartKind<FailureFilter> Part { get; } = new BuiltPart<FailureFilter, FilterDraft>(
        _keys, static before => new() { Before = before }, static (draft, context) => draft.Build(context.Pool));

    private static SettingKey<FilterDraft>[] Lists() =>
    [
        Key.List(
            "Sets", _sets, static (FilterDraft draft, IReadOnlyList<FailureFilter> values) => draft.Sets = values, "ready-made filters"),
        Key.List(
            "Causes", Kinds.Name<FailureCause>(), static (FilterDraft draft, IReadOnlyList<FailureCause> values) => draft.Causes = values,
            "failures and rejections with one of these causes"),
        Key.List(
            "Dispositions", Kinds.Name<FailureDisposition>(),
            static (FilterDraft draft, IReadOnlyList<FailureDisposition> values) => draft.Dispositions = values,
            "failures and rejections with one of these dispositions"),
        Key.List(
            "StatusCodes", new StatusKind(), static (FilterDraft draft, IReadOnlyList<(int, int)> values) => draft.StatusCodes = values,
            "`HttpRequestException` with one of these status codes"),
        Key.List(
            "Exceptions", new ExceptionKind(), static (FilterDraft draft, IReadOnlyList<FailureFilter> values) => draft.Exceptions = values,
            "exceptions of these types, or derived from them"),
        Key.List(
            "Rejections", Kinds.Name<RejectionReason>(),
            static (FilterDraft draft, IReadOnlyList<RejectionReason> values) => draft.Rejections = values,
            "rejections for one of these reasons"),
    ];
}
