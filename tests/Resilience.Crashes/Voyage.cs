namespace Resilience.Crashes;

/// <summary>The context of the nine stages: a list that a stage may change in place, and some kilobytes that make records of a size.</summary>
internal sealed class Voyage
{
    public List<string> Steps { get; set; } = [];

    /// <summary>What the mitigation of a stage has put in.</summary>
    public string? Mended { get; set; }

    public string Ballast { get; set; } = "";

    /// <summary>What every run begins with, in every process; it cannot be packed much.</summary>
    public static Voyage Start()
    {
        byte[] ballast = new byte[4500];
        new Random(1).NextBytes(ballast);
        return new Voyage { Ballast = Convert.ToBase64String(ballast) };
    }

    public override string ToString() => string.Join('|', Steps);
}
