namespace Resilience.Risks;

/// <summary>What a mitigation is told.</summary>
/// <typeparam name="TContext">The type of the pipeline's context.</typeparam>
public readonly struct MitigationArguments<TContext>
{
    internal MitigationArguments(StageContext stage, TContext context, StageFailure failure, RiskDefinitionBase? risk, int attempt)
    {
        Stage = stage;
        Context = context;
        Failure = failure;
        Risk = risk;
        Attempt = attempt;
    }

    /// <summary>The stage as it ran.</summary>
    public StageContext Stage { get; }

    /// <summary>The context with which it had begun. Return a changed copy, if something is to change.</summary>
    public TContext Context { get; }

    /// <summary>What ended the stage.</summary>
    public StageFailure Failure { get; }

    /// <summary>The risk that has come true; null for a failure that no risk matches.</summary>
    public RiskDefinitionBase? Risk { get; }

    /// <summary>Which mitigation of this risk in this stage of this run it is, from 1.</summary>
    public int Attempt { get; }
}
