namespace Resilience.Benchmarks.Gate;

/// <summary>Folders of the rows about disks.</summary>
internal static class GateFolder
{
    // The system's folder for temporary files may be in memory: then the variable names another one.
    private static string Place => Environment.GetEnvironmentVariable("RESILIENCE_GATE_FOLDER") ?? Path.GetTempPath();

    /// <summary>Makes an empty one, which is deleted when the program ends.</summary>
    public static string Create()
    {
        string folder = Path.Combine(Place, $"resilience-gate-{Path.GetRandomFileName()}");
        Directory.CreateDirectory(folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}
