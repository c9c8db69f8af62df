namespace Resilience.Health;

/// <summary>
/// Turns what single checks find into a state that one stray answer does not change. The first answer counts at once; after that, a state
/// becomes worse after so many answers in a row that are worse, and better after so many that are better, and is then what the last of them
/// said. An answer that agrees with the state begins both counts anew.
/// </summary>
internal struct Hysteresis(int failureThreshold, int successThreshold)
{
    private int _worse;
    private int _better;

    public HealthState State { get; private set; }

    /// <returns>Whether the state changed.</returns>
    public bool Add(HealthState found)
    {
        if (State == HealthState.Unknown)
            return Become(found);
        _worse = found > State ? _worse + 1 : 0;
        _better = found < State ? _better + 1 : 0;
        return (_worse >= failureThreshold || _better >= successThreshold) && Become(found);
    }

    private bool Become(HealthState found)
    {
        bool isChanged = found != State;
        State = found;
        _worse = _better = 0;
        return isChanged;
    }
}
