using System.Text.Json;

namespace Resilience.Metrics.Traces;

/// <summary>The words of traces for values of enumerations: stable, in snake_case.</summary>
internal static class TraceWords
{
    /// <summary>What a mitigation is called whose outcome did not show.</summary>
    public const string Pending = "pending";

    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>Milliseconds with three decimals.</summary>
    public static double Ms(TimeSpan time) => Math.Round(time.TotalMilliseconds, 3);
}
