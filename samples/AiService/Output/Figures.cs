using System.Globalization;
using AiService.Providers;
using Resilience;

namespace AiService.Output;

/// <summary>Snapshots as tables.</summary>
internal static class Figures
{
    /// <summary>What operations have done between two snapshots.</summary>
    public static IEnumerable<string> Between(RegistrySnapshot before, RegistrySnapshot after) => TextTable.Lines(
    [
        ["operation", "calls", "ok", "failed", "rejected", "retries", "fallbacks", "circuit"],
        .. after.Operations.Select(now => Row(
            before.Operations.FirstOrDefault(earlier => earlier.Name == now.Name), now, now.CircuitState?.ToString() ?? "none")),
    ]);

    /// <summary>All that operations have done.</summary>
    public static IEnumerable<string> Of(RegistrySnapshot all) => TextTable.Lines(
    [
        ["operation", "calls", "ok", "failed", "rejected", "retries", "fallbacks", "median", "p95", "circuit"],
        .. all.Operations.Select(static now => Row(
            null, now, Milliseconds(now.MedianTime), Milliseconds(now.Percentile95), now.CircuitState?.ToString() ?? "none")),
    ]);

    /// <summary>What providers were asked, and what their answers cost.</summary>
    public static IEnumerable<string> Of(IEnumerable<ScriptedProvider> providers) => TextTable.Lines(
    [
        ["provider", "requests", "200", "429", "503", "cost"],
        .. providers.Select(static provider => new[]
        {
            provider.Name,
            Number(provider.Tally.Requests),
            Number(provider.Tally.Answered(200)),
            Number(provider.Tally.Answered(429)),
            Number(provider.Tally.Answered(503)),
            string.Create(CultureInfo.InvariantCulture, $"{provider.Tally.Answered(200) * provider.Price:0.0} ct"),
        }),
    ]);

    private static string[] Row(OperationSnapshot? before, OperationSnapshot now, params string[] more) =>
    [
        now.Name,
        Number(now.Calls - (before?.Calls ?? 0)),
        Number(now.Successes - (before?.Successes ?? 0)),
        Number(now.Failures - (before?.Failures ?? 0)),
        Number(now.Rejections - (before?.Rejections ?? 0)),
        Number(now.Retries - (before?.Retries ?? 0)),
        Number(now.Fallbacks - (before?.Fallbacks ?? 0)),
        .. more,
    ];

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Milliseconds(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms");
}
