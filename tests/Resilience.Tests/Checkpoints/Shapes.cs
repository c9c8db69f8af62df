using System.Text.Json.Serialization;

namespace Resilience.Tests.Checkpoints;

/// <summary>Types that differ from the first in one thing each.</summary>
public static class Shapes
{
    public enum Colour
    {
        Red,
        Green,
    }

    public enum OtherColour
    {
        Blue,
        Red,
        Green,
    }

    public sealed class First
    {
        public int Number { get; set; }

        public Colour Colour { get; set; }

        public List<First> Inner { get; set; } = [];
    }

    public sealed class Renamed
    {
        public int Number { get; set; }

        public Colour Colour { get; set; }

        public List<Renamed> Inner { get; set; } = [];
    }

    public sealed class Reordered
    {
        public List<Reordered> Inner { get; set; } = [];

        public Colour Colour { get; set; }

        public int Number { get; set; }

        [JsonIgnore]
        public int Ignored { get; set; }
    }

    public sealed class OtherName
    {
        public int Count { get; set; }

        public Colour Colour { get; set; }

        public List<OtherName> Inner { get; set; } = [];
    }

    public sealed class OtherType
    {
        public long Number { get; set; }

        public Colour Colour { get; set; }

        public List<OtherType> Inner { get; set; } = [];
    }

    public sealed class OtherValues
    {
        public int Number { get; set; }

        public OtherColour Colour { get; set; }

        public List<OtherValues> Inner { get; set; } = [];
    }

    public sealed class Nullable
    {
        public int? Number { get; set; }

        public Colour Colour { get; set; }

        public List<Nullable> Inner { get; set; } = [];
    }

    public sealed class Required
    {
        public required int Number { get; set; }

        public Colour Colour { get; set; }

        public List<Required> Inner { get; set; } = [];
    }

    [JsonDerivedType(typeof(Cat), "cat")]
    public abstract class Animal
    {
        public string Name { get; set; } = "";
    }

    public sealed class Cat : Animal
    {
        public int Lives { get; set; }
    }
}
