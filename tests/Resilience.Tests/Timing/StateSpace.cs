namespace Resilience.Timing;

/// <summary>Every state that a model can reach, whatever the order of the steps.</summary>
internal sealed class StateSpace<TState>
    where TState : struct
{
    private readonly Dictionary<TState, List<TState>> _cameFrom = [];

    public StateSpace(TState start, Func<TState, IEnumerable<TState>> next)
    {
        var open = new Queue<TState>([start]);
        _cameFrom.Add(start, []);
        while (open.TryDequeue(out TState state))
        {
            foreach (TState following in next(state))
            {
                if (!_cameFrom.TryGetValue(following, out List<TState>? origins))
                {
                    _cameFrom.Add(following, origins = []);
                    open.Enqueue(following);
                }

                origins.Add(state);
            }
        }
    }

    public IEnumerable<TState> States => _cameFrom.Keys;

    /// <summary>States from which no order of steps leads to the end.</summary>
    public IEnumerable<TState> Stuck(Func<TState, bool> isEnd)
    {
        var live = new HashSet<TState>(_cameFrom.Keys.Where(isEnd));
        var open = new Queue<TState>(live);
        while (open.TryDequeue(out TState state))
        {
            foreach (TState origin in _cameFrom[state])
            {
                if (live.Add(origin))
                    open.Enqueue(origin);
            }
        }

        return _cameFrom.Keys.Where(state => !live.Contains(state));
    }
}
