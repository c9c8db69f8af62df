namespace DocumentPipeline.Support;

/// <summary>An output folder of its own, and runs of the program in it.</summary>
internal sealed class PlanFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The folder that --output names.</summary>
    public string Output => _folder.PathOf("output");

    /// <summary>Where the report goes.</summary>
    public string ReportPath => _folder.PathOf("report.md");

    public string PathOf(string name) => _folder.PathOf(name);

    public string Write(string name, byte[] bytes) => _folder.Write(name, bytes);

    /// <summary>Runs the program with a clock that jumps where a stage is made to wait.</summary>
    public Task<ProgramRun> RunAsync(params string[] arguments) => RunAsync(new TestClock(), arguments);

    /// <summary>Runs the program with a clock.</summary>
    public Task<ProgramRun> RunAsync(TimeProvider clock, params string[] arguments) => ProgramRun.OfAsync(With(arguments), clock);

    /// <summary>The arguments with the folder and the report.</summary>
    public IReadOnlyList<string> With(params IEnumerable<string> arguments) =>
        ["--output", Output, "--out", ReportPath, .. arguments];

    /// <summary>The report that was written.</summary>
    public Task<string> ReportAsync() => File.ReadAllTextAsync(ReportPath, TestContext.Current.CancellationToken);

    public void Dispose() => _folder.Dispose();
}
