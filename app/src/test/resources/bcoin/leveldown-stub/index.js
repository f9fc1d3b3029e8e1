module.exports = function leveldown() {
  throw new Error('this bcoin keeps its chain in memory');
};
