using System.Globalization;

namespace DocumentPipeline.Running;

/// <summary>Durations in words.</summary>
internal static class Durations
{
    /// <summary>"312 ms" below ten seconds, "12.5 s" from there.</summary>
    public static string ToText(TimeSpan duration) => duration < TimeSpan.FromSeconds(10)
        ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.#} s");
}
