using System.Globalization;

namespace Resilience.Tests.Orchestration;

/// <summary>How often a test repeats itself: as often as the environment says, where somebody has the time.</summary>
internal static class LongRun
{
    /// <summary>Random pipelines and random crowds: <c>RESILIENCE_PROPERTY_RUNS</c>.</summary>
    public static int Properties(int otherwise) => Read("RESILIENCE_PROPERTY_RUNS", otherwise);

    /// <summary>Processes that are killed: <c>RESILIENCE_CRASH_ROUNDS</c>.</summary>
    public static int Crashes(int otherwise) => Read("RESILIENCE_CRASH_ROUNDS", otherwise);

    private static int Read(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int number) ? number : otherwise;
}
