namespace Resilience.Risks;

/// <summary>What is known of a risk, whatever the context of the pipeline is. Immutable; changed by <c>with</c>.</summary>
/// <seealso cref="RiskDefinition"/>
/// <seealso cref="RiskDefinition{TContext}"/>
public abstract record RiskDefinitionBase
{
    /// <summary>In <see cref="Stages"/>: the risk applies to every stage.</summary>
    public const string AllStages = "all";

    private protected RiskDefinitionBase()
    {
    }

    /// <summary>The risk's id, unique in its registry, such as "EMPTY_EXTRACTION". Compared exactly.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it; the default is the id.</summary>
    public string Name { get => field ?? Id; init; }

    /// <summary>What may happen, in a sentence, without secrets: the message of a detection that brings none. Empty by default.</summary>
    public string Description { get; init; } = "";

    /// <summary>Where it comes from.</summary>
    public required RiskCategory Category { get; init; }

    /// <summary>How bad it is.</summary>
    public required RiskSeverity Severity { get; init; }

    /// <summary>
    /// The names of the stages to which it applies, compared exactly; or <see cref="AllStages"/>, the default. Branches of a parallel group
    /// are stages too; the name of the group stands for its beginning, and for the failure of any of its branches.
    /// </summary>
    /// <exception cref="ArgumentNullException">The list is null.</exception>
    public IReadOnlyList<string> Stages { get; init => field = Copy(value); } = [AllStages];

    /// <summary>
    /// The failures of these stages that mean that the risk has come true; none by default. Among several risks the most specific match
    /// wins: see <see cref="FailureMatch"/>.
    /// </summary>
    /// <exception cref="ArgumentNullException">The list is null.</exception>
    public IReadOnlyList<FailureMatch> Failures { get; init => field = Copy(value); } = [];

    /// <summary>
    /// The name of what is done about it after a failure; null, the default, for what the registry does about risks of this severity. So it
    /// does, too, while nobody has registered a mitigation of this name.
    /// </summary>
    public string? Mitigation { get; init; }

    /// <summary>
    /// Whether the mitigation runs although the risk is critical; false, the default, to abort the run. Without meaning for risks that are
    /// not critical.
    /// </summary>
    public bool MitigateCritical { get; init; }

    /// <summary>
    /// How often the risk may be mitigated in one stage of one run: 0, for never, to 1,000; null, the default, for what the registry says.
    /// The pipeline's own limit for the stage, across all risks, holds as well.
    /// </summary>
    public int? MaxMitigations { get; init; }

    /// <summary>Whether it applies to every stage.</summary>
    public bool AppliesToAllStages => Stages.Contains(AllStages, StringComparer.Ordinal);

    /// <summary>Whether it applies to a stage.</summary>
    /// <param name="stage">The name of the stage.</param>
    public bool AppliesTo(string stage) => AppliesToAllStages || Stages.Contains(stage, StringComparer.Ordinal);

    /// <summary>The id and the severity.</summary>
    public sealed override string ToString() => $"{Id} ({Severity})";

    private static IReadOnlyList<T> Copy<T>(IReadOnlyList<T> list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return [.. list];
    }
}
