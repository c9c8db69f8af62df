using DocumentPipeline.Faults;
using DocumentPipeline.Stages;

namespace DocumentPipeline.CommandLine;

/// <summary>Reads the value of --inject.</summary>
internal static class InjectedFault
{
    /// <summary>Reads "STAGE=fault"; upper and lower case do not matter.</summary>
    /// <exception cref="UsageException">The stage or the fault is unknown.</exception>
    public static (string Stage, Fault Fault) Parse(string text)
    {
        string[] parts = text.Split('=', 2, StringSplitOptions.TrimEntries);
        if (parts.Length != 2)
        {
            throw new UsageException($"--inject needs STAGE=fault, not '{text}'; {Valid()}");
        }

        string stage = StageNames.Find(parts[0])
            ?? throw new UsageException($"unknown stage '{parts[0]}'; {Valid()}");
        string fault = Enum.GetNames<Fault>().FirstOrDefault(name => Same(name, parts[1]))
            ?? throw new UsageException($"unknown fault '{parts[1]}'; {Valid()}");
        return (stage, Enum.Parse<Fault>(fault));
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static string Valid() =>
        $"stages: {string.Join(", ", StageNames.All)}; faults: {string.Join(", ", Enum.GetNames<Fault>()).ToLowerInvariant()}";
}
