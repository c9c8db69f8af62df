using Resilience.Hosting.Configuration.Keys;

namespace Resilience.Hosting.Configuration.Tables;

/// <summary>The keys of timeouts.</summary>
internal static class TimeoutKeys
{
    public static KeySet<TimeoutOptions> Set { get; } = new("Timeout",
        Key.Of("Name", Kinds.Text, static (TimeoutOptions o) => o.Name, static (o, v) => o.Name = v, "in messages, events and metrics"),
        Key.Of(
            "Timeout", Kinds.Time, static (TimeoutOptions o) => o.Timeout, static (o, v) => o.Timeout = v,
            "how long everything inside may take"),
        Key.Of(
            "Abandon", Kinds.Flag, static (TimeoutOptions o) => o.Abandon, static (o, v) => o.Abandon = v,
            "whether a callback that does not react is left behind"));
}
