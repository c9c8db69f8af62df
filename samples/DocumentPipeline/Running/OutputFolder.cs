using Resilience;

namespace DocumentPipeline.Running;

/// <summary>Where everything lies that runs leave behind.</summary>
internal sealed class OutputFolder
{
    private readonly string _root;

    public OutputFolder(string root) => _root = root;

    /// <summary>The records of all runs.</summary>
    public string Checkpoints => Path.Combine(_root, "checkpoints");

    /// <summary>What happened in runs, as JSON and as a page for people.</summary>
    public string Traces => Path.Combine(_root, "traces");

    /// <summary>Language models that a mitigation has installed.</summary>
    public string Models => Path.Combine(_root, "models");

    /// <summary>A path in this folder, as the user has named the folder.</summary>
    public string Relative(string path) => Path.Combine(_root, Path.GetRelativePath(Path.GetFullPath(_root), path));

    /// <summary>The report of a run, unless the user wants it elsewhere.</summary>
    public string ReportOf(string runId) => Path.Combine(_root, "reports", $"{RunIds.FileNameOf(runId)}.md");

    /// <summary>Opens the store of the records.</summary>
    public FileCheckpointStore OpenStore(TimeProvider timeProvider) => new(Checkpoints, new() { TimeProvider = timeProvider });
}
