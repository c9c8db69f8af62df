using Resilience.Hosting.Configuration.Keys;

namespace Resilience.Hosting.Configuration.Tables;

/// <summary>The keys of retries, of their backoff and of their budget.</summary>
internal static class RetryKeys
{
    public static KeySet<RetryBudgetOptions> Budget { get; } = new("RetryBudget",
        Key.Of(
            "Ratio", Kinds.Number(0, 1), static (RetryBudgetOptions o) => o.Ratio, static (o, v) => o.Ratio = v,
            "retries allowed per call"),
        Key.Of(
            "MinimumPerWindow", Kinds.Int(0, 1_000_000), static (RetryBudgetOptions o) => o.MinimumPerWindow,
            static (o, v) => o.MinimumPerWindow = v, "retries allowed in each window besides"),
        Key.Of(
            "Window", Kinds.Duration(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)), static (RetryBudgetOptions o) => o.Window,
            static (o, v) => o.Window = v, "over which calls and retries are compared"));

    private static readonly KeySet<BackoffDraft> _backoff = new("Backoff",
        Key.Of("Shape", Kinds.Name<BackoffShape>(), static (BackoffDraft o) => o.Shape, static (o, v) => o.Shape = v, "how delays grow"),
        Key.Of("BaseDelay", Kinds.Pause, static (BackoffDraft o) => o.BaseDelay, static (o, v) => o.BaseDelay = v, "the first delay"),
        Key.Of(
            "Multiplier", Kinds.Number(1, 1_000), static (BackoffDraft o) => o.Build().Multiplier, static (o, v) => o.Multiplier = v,
            "between two delays that grow exponentially"),
        Key.Of(
            "Ceiling", Kinds.Duration(TimeSpan.FromMicroseconds(1)), static (BackoffDraft o) => o.Build().Ceiling,
            static (o, v) => o.Ceiling = v, "the longest delay; by default not less than the first"),
        Key.Of(
            "Jitter", Kinds.Name<Jitter>(), static (BackoffDraft o) => o.Jitter, static (o, v) => o.Jitter = v, "how delays are spread"));

    public static IPartKind<RetryBudget> BudgetPart { get; } = new BuiltPart<RetryBudget, RetryBudgetOptions>(
        Budget, static _ => new(), static (options, context) => new(options, context.Clock));

    public static KeySet<RetryOptions> Set { get; } = new("Retry",
        Key.Of("Name", Kinds.Text, static (RetryOptions o) => o.Name, static (o, v) => o.Name = v, "in messages, events and metrics"),
        Key.Of(
            "MaxAttempts", Kinds.Int(1), static (RetryOptions o) => o.MaxAttempts, static (o, v) => o.MaxAttempts = v,
            "the first call and all retries"),
        Key.Filter("Handle", static (RetryOptions o) => o.Handle, static (o, v) => o.Handle = v, "the failures that are retried"),
        Key.Of(
            "RetryRejections", Kinds.Flag, static (RetryOptions o) => o.RetryRejections, static (o, v) => o.RetryRejections = v,
            "whether what a strategy inside refused is retried"),
        new PartKey<RetryOptions, Backoff>(
            "Backoff", "the delays",
            new BuiltPart<Backoff, BackoffDraft>(_backoff, static before => new(before), static (draft, _) => draft.Build()),
            static o => o.Backoff, static (o, v) => o.Backoff = v ?? Backoff.None),
        Key.Of(
            "RetryAfterCap", Kinds.Pause, static (RetryOptions o) => o.RetryAfterCap, static (o, v) => o.RetryAfterCap = v,
            "how much of a hint of the dependency is believed"),
        Key.Optional(
            "MaxDelay", Kinds.Pause, static (RetryOptions o) => o.MaxDelay, static (o, v) => o.MaxDelay = v,
            "gives up rather than wait longer once"),
        Key.Optional(
            "MaxElapsed", Kinds.Pause, static (RetryOptions o) => o.MaxElapsed, static (o, v) => o.MaxElapsed = v,
            "gives up rather than begin later"),
        new PartKey<RetryOptions, RetryBudget>(
            "Budget", "retries as a share of calls", BudgetPart, static o => o.Budget, static (o, v) => o.Budget = v));
}
