using Resilience.Hosting.Configuration.Keys;

namespace Resilience.Hosting.Configuration.Tables;

/// <summary>The keys of hedging.</summary>
internal static class HedgingKeys
{
    public static KeySet<HedgingOptions> Set { get; } = new("Hedging",
        Key.Of("Name", Kinds.Text, static (HedgingOptions o) => o.Name, static (o, v) => o.Name = v, "in messages, events and metrics"),
        Key.Of(
            "MaxAttempts", Kinds.Int(1, 100), static (HedgingOptions o) => o.MaxAttempts, static (o, v) => o.MaxAttempts = v,
            "the first call and all hedges"),
        Key.Of(
            "Delay", Kinds.Pause, static (HedgingOptions o) => o.Delay.Current, static (o, v) => o.Delay = v,
            "how long an answer is waited for before another attempt starts"),
        Key.Filter(
            "Handle", static (HedgingOptions o) => o.Handle, static (o, v) => o.Handle = v, "the failures that start another at once"),
        Key.Of(
            "HedgeRejections", Kinds.Flag, static (HedgingOptions o) => o.HedgeRejections, static (o, v) => o.HedgeRejections = v,
            "whether what a strategy inside refused starts another"),
        new PartKey<HedgingOptions, RetryBudget>(
            "Budget", "hedges as a share of calls", RetryKeys.BudgetPart, static o => o.Budget, static (o, v) => o.Budget = v));
}
