namespace DocumentPipeline.Model;

/// <summary>What the amounts in the text suggest, in one currency, where no table says more.</summary>
/// <param name="Currency">ISO code.</param>
/// <param name="Count">How many amounts there are.</param>
/// <param name="Largest">The largest one: a lower bound of the whole if it is part of the plan's budget.</param>
/// <param name="SumOfDistinct">
/// Sum of the amounts that differ: an upper bound, because parts and wholes may both be in it; capped at the largest number there is.
/// </param>
internal sealed record FinancialEstimate(string Currency, int Count, decimal Largest, decimal SumOfDistinct);
