namespace Resilience.Registry;

/// <summary>Has a family look for idle components from time to time. It does not keep the family alive.</summary>
internal sealed class FamilySweeper : IDisposable
{
    private readonly WeakReference<KeyedFamily> _family;
    private readonly ITimer _timer;

    public FamilySweeper(KeyedFamily family, TimeProvider clock, TimeSpan period)
    {
        _family = new(family);
        _timer = clock.CreateTimer(static sweeper => ((FamilySweeper)sweeper!).Sweep(), this, period, period);
    }

    public void Dispose() => _timer.Dispose();

    private void Sweep()
    {
        if (_family.TryGetTarget(out KeyedFamily? family))
            family.Sweep();
        else
            _timer.Dispose();
    }
}
