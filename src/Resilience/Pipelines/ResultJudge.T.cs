using System.Runtime.CompilerServices;

namespace Resilience.Pipelines;

/// <summary>Judges the results of a typed pipeline: by one classification for all strategies, or by a strategy's own predicate.</summary>
internal sealed class ResultJudge<T>
{
    private readonly Func<T, Failure?>? _classify;
    private readonly (int Index, Func<T, bool> Handles)[] _innermostFirst;

    public ResultJudge(Func<T, Failure?>? classify, IEnumerable<(int Index, Func<T, bool> Handles)> predicates)
    {
        _classify = classify;
        _innermostFirst = [.. predicates.OrderByDescending(static predicate => predicate.Index)];
    }

    /// <summary>Whether everybody takes the result for a success; if not, why not. A judge that throws does not.</summary>
    public bool Accepts(T result, out Judgement judgement)
    {
        Unsafe.SkipInit(out judgement);
        try
        {
            if (_classify?.Invoke(result) is { } failure)
            {
                judgement = new(ResultJudge.Everyone, failure);
                return false;
            }

            foreach ((int strategy, Func<T, bool> handles) in _innermostFirst)
            {
                if (handles(result))
                {
                    judgement = new(strategy, default);
                    return false;
                }
            }

            return true;
        }
        catch (Exception exception)
        {
            judgement = new(exception);
            return false;
        }
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
