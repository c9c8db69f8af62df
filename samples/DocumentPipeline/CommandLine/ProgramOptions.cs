using DocumentPipeline.Faults;

namespace DocumentPipeline.CommandLine;

/// <summary>What the user asked for.</summary>
internal sealed record ProgramOptions
{
    /// <summary>The PDF to read; null for the one that is shipped.</summary>
    public string? DocumentPath { get; init; }

    /// <summary>The copy to read where the document is damaged; null for the one beside it.</summary>
    public string? BackupPath { get; init; }

    /// <summary>Folder of the language models; null for the shipped one.</summary>
    public string? ModelFolder { get; init; }

    /// <summary>How many pages are looked at; null for all.</summary>
    public int? FirstPages { get; init; }

    /// <summary>What to ask the document; empty for the usual questions.</summary>
    public IReadOnlyList<string> Questions { get; init; } = [];

    /// <summary>The id of the run; null for one that is made from document and options.</summary>
    public string? RunId { get; init; }

    /// <summary>Where checkpoints and reports go.</summary>
    public string OutputFolder { get; init; } = Path.Combine("artifacts", "document-pipeline");

    /// <summary>Where the report goes; null for a place in <see cref="OutputFolder"/>.</summary>
    public string? ReportPath { get; init; }

    /// <summary>Whether a run that exists is to go on, opened again if it failed.</summary>
    public bool Resume { get; init; }

    /// <summary>Whether what was recorded of the run is deleted before it begins.</summary>
    public bool Fresh { get; init; }

    /// <summary>The stage behind whose record the process ends itself; null for none.</summary>
    public string? KillAfter { get; init; }

    /// <summary>Whether what was counted is shown at the end.</summary>
    public bool Metrics { get; init; }

    /// <summary>The fault to inject per stage.</summary>
    public IReadOnlyDictionary<string, Fault> Faults { get; init; } = new Dictionary<string, Fault>();

    /// <summary>Longest time for an attempt of a stage; null for the default.</summary>
    public TimeSpan? AttemptTimeout { get; init; }

    /// <summary>The run whose records are verified, instead of a run; null for none.</summary>
    public string? VerifyRun { get; init; }

    /// <summary>Whether the runs are listed, instead of a run.</summary>
    public bool List { get; init; }

    /// <summary>Where to write the sample document, instead of a run.</summary>
    public string? WriteSamplePath { get; init; }

    /// <summary>Whether only the usage text is wanted.</summary>
    public bool Help { get; init; }
}
