namespace Resilience.Chaos;

/// <summary>Chooses by weight.</summary>
internal sealed class WeightedChoices<T>
{
    private readonly Func<T?>[] _makers;
    private readonly double[] _bounds;

    public WeightedChoices(IEnumerable<ChaosChoice<T>> choices)
    {
        ChaosChoice<T>[] possible = [.. choices.Where(static choice => choice.Weight > 0)];
        _makers = [.. possible.Select(static choice => choice.Make)];
        _bounds = new double[possible.Length];
        double sum = 0;
        for (int i = 0; i < possible.Length; i++)
            _bounds[i] = sum += possible[i].Weight;
    }

    /// <summary>Makes what the draw for a decision falls upon.</summary>
    public T? Make(ChaosDice dice, long decision) => _makers[_makers.Length == 1 ? 0 : Choose(dice.Pick(decision) * _bounds[^1])]();

    private int Choose(double point)
    {
        int chosen = 0;
        while (chosen < _bounds.Length - 1 && !(point < _bounds[chosen]))
            chosen++;
        return chosen;
    }
}
