namespace Resilience.Pipelines;

/// <summary>Who judged a result, where no strategy's index says it.</summary>
internal static class ResultJudge
{
    /// <summary>The result is taken for a success.</summary>
    public const int Nobody = -1;

    /// <summary>The classification of the pipeline, which holds for every strategy.</summary>
    public const int Everyone = int.MaxValue;
}
