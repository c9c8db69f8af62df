namespace DocumentPipeline.Model;

/// <summary>An amount of money in running text.</summary>
/// <param name="Value">In whole units of the currency: 3 million is 3000000.</param>
/// <param name="Currency">ISO code; "$" and pesos are taken for COP.</param>
/// <param name="Text">As it is written.</param>
/// <param name="Subject">What it is said of, as far as the words before it tell; may be empty.</param>
/// <param name="Page">Page of its sentence, from 1.</param>
/// <param name="Sentence">The sentence.</param>
internal sealed record Amount(decimal Value, string Currency, string Text, string Subject, int Page, string Sentence);
