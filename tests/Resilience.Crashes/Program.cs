using System.Globalization;
using Resilience;
using Resilience.Crashes;

// What is done is printed line by line as it happens, so that whoever ends this program knows how far it was.
return args switch
{
    ["append", var folder] => await Appending.RunAsync(folder),
    ["race", var folder, var times] => await Racing.RunAsync(folder, Number(times)),
    ["own", var folder] => await Owning.RunAsync(folder),
    ["umask", var folder, var mask] => await Masking.RunAsync(folder, Convert.ToUInt32(mask, 8)),
    ["run", var folder, var durability, var first, var count] => await Running.RunAsync(
        folder, Enum.Parse<CheckpointDurability>(durability), Number(first), Number(count)),
    ["contend", var folder, var durability] => await Running.ContendAsync(folder, Enum.Parse<CheckpointDurability>(durability)),
    ["hold", var folder, var durability, var run, var stage] => await Running.HoldAsync(
        folder, Enum.Parse<CheckpointDurability>(durability), run, stage),
    ["power-cuts", var rounds] => await PowerCuts.RunAsync(Number(rounds)),
    _ => Usage(),
};

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static int Usage()
{
    Console.Error.WriteLine(
        "append FOLDER | race FOLDER TIMES | own FOLDER | umask FOLDER OCTAL | run FOLDER DURABILITY FIRST COUNT | contend FOLDER DURABILITY "
        + "| hold FOLDER DURABILITY RUN STAGE | power-cuts ROUNDS");
    return 2;
}
