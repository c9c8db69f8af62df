using DocumentPipeline.Faults;

namespace DocumentPipeline.CommandLine;

/// <summary>What the user asked for.</summary>
internal sealed record ProgramOptions
{
    /// <summary>The PDF to read; null for the one that is shipped.</summary>
    public string? DocumentPath { get; init; }

    /// <summary>Folder of the language models; null for the shipped one.</summary>
    public string? ModelFolder { get; init; }

    /// <summary>How many pages are looked at; null for all.</summary>
    public int? FirstPages { get; init; }

    /// <summary>What to ask the document; empty for the usual questions.</summary>
    public IReadOnlyList<string> Questions { get; init; } = [];

    /// <summary>Where the report goes.</summary>
    public string ReportPath { get; init; } = Path.Combine("artifacts", "document-report.md");

    /// <summary>The fault to inject per stage.</summary>
    public IReadOnlyDictionary<string, Fault> Faults { get; init; } = new Dictionary<string, Fault>();

    /// <summary>Longest time for an attempt of a stage; null for the default.</summary>
    public TimeSpan? AttemptTimeout { get; init; }

    /// <summary>Where to write the sample document, instead of a run.</summary>
    public string? WriteSamplePath { get; init; }

    /// <summary>Whether only the usage text is wanted.</summary>
    public bool Help { get; init; }
}
