using System.Text.RegularExpressions;

namespace DocumentPipeline.Support;

/// <summary>A run of the shipped document that nothing happened to, to compare others with.</summary>
public sealed class UndisturbedRun : IAsyncLifetime
{
    private readonly PlanFolder _folder = new();

    /// <summary>Its report, without times.</summary>
    public string Report { get; private set; } = "";

    /// <summary>A report without what differs from one run to the next: times and durations.</summary>
    public static string WithoutTimes(string report) =>
        Regex.Replace(report, @"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC|\| [\d.]+ m?s \|", "#");

    public async ValueTask InitializeAsync()
    {
        await _folder.RunAsync("--run", "plan");
        Report = WithoutTimes(await _folder.ReportAsync());
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return default;
    }
}
