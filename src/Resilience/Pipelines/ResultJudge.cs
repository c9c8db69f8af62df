namespace Resilience.Pipelines;

/// <summary>Judges the results of a typed pipeline: by one classification for all strategies, or by a strategy's own predicate.</summary>
internal sealed class ResultJudge<T>
{
    /// <summary>Stands for "every strategy", where a verdict names one.</summary>
    public const int Everyone = int.MaxValue;

    private readonly Func<T, Failure?>? _classify;
    private readonly (int Index, Func<T, bool> Handles)[] _innermostFirst;

    public ResultJudge(Func<T, Failure?>? classify, IEnumerable<(int Index, Func<T, bool> Handles)> predicates)
    {
        _classify = classify;
        _innermostFirst = [.. predicates.OrderByDescending(static predicate => predicate.Index)];
    }

    /// <summary>Whether anybody judges the result a failure; the innermost strategy that does is named.</summary>
    public bool IsFailure(T result, out int index, out Failure failure)
    {
        failure = default;
        index = Everyone;
        if (_classify?.Invoke(result) is { } classified)
        {
            failure = classified;
            return true;
        }

        foreach ((int strategy, Func<T, bool> handles) in _innermostFirst)
        {
            if (handles(result))
            {
                index = strategy;
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the strategy at <paramref name="index"/> has a predicate that judges the result a failure.</summary>
    public bool IsFailureFor(int index, T result)
    {
        foreach ((int strategy, Func<T, bool> handles) in _innermostFirst)
        {
            if (strategy == index)
                return handles(result);
        }

        return false;
    }
}
