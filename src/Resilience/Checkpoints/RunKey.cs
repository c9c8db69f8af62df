using Resilience.Checkpoints;

namespace Resilience;

/// <summary>Names a run of a stage pipeline: two pipelines may use the same run id.</summary>
/// <remarks>
/// Both names are compared exactly, character by character: case, accents and normal forms make a difference. They may hold any valid
/// Unicode text; a store encodes them before it makes names of files or rows of them.
/// </remarks>
public readonly record struct RunKey
{
    /// <summary>The most characters of a pipeline's name and of a run id.</summary>
    public const int LongestName = 512;

    /// <summary>Names a run.</summary>
    /// <param name="pipeline">The pipeline's name: 1 to 512 characters of valid Unicode.</param>
    /// <param name="runId">The run's id: 1 to 512 characters of valid Unicode.</param>
    /// <exception cref="ArgumentException">A name is empty, too long, or holds half of a surrogate pair.</exception>
    public RunKey(string pipeline, string runId)
    {
        Pipeline = TextCheck.Name(pipeline, LongestName, nameof(pipeline));
        RunId = TextCheck.Name(runId, LongestName, nameof(runId));
    }

    private RunKey(RunKey other, string runId)
    {
        Pipeline = other.Pipeline;
        RunId = TextCheck.Name(runId, LongestName, nameof(runId));
    }

    /// <summary>The pipeline's name.</summary>
    public string Pipeline { get; }

    /// <summary>The run's id.</summary>
    public string RunId { get; }

    /// <summary>The same, unless it is the default of its type, which names nothing.</summary>
    /// <exception cref="ArgumentException">It is.</exception>
    internal RunKey Named => RunId is null ? throw new ArgumentException("The run has no name.") : this;

    /// <summary>Another run of the same pipeline, whose name was checked already.</summary>
    internal RunKey WithRun(string runId) => new(this, runId);

    /// <summary>Both names, for messages.</summary>
    /// <returns>Pipeline and run id with a slash between them.</returns>
    public override string ToString() => $"{Pipeline}/{RunId}";
}
